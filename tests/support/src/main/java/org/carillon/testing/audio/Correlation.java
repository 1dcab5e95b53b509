// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.audio;

import java.time.Duration;
import java.util.Arrays;

/**
 * Finds a reference in what was heard by cross-correlation. The common place is where the whole reference fits best;
 * then every second of it may move by up to {@link Alignment#TOLERANCE}, because a lost or repeated packet shifts all
 * that follows without making it another sound.
 */
public final class Correlation {
    /** A piece that fits this well where it should be is not looked for elsewhere. */
    private static final double GOOD = 0.98;

    private Correlation() {}

    /** Finds the reference; both are brought to 8000 Hz first. */
    public static Alignment find(Sound reference, Sound heard) {
        double[] ref = reference.atRate(Sound.TELEPHONE_RATE).toDoubles();
        double[] in = heard.atRate(Sound.TELEPHONE_RATE).toDoubles();
        if (ref.length == 0 || in.length == 0) {
            return new Alignment(0, Duration.ZERO, Duration.ZERO);
        }
        return pieceByPiece(ref, in, bestLag(ref, in));
    }

    private static Alignment pieceByPiece(double[] ref, double[] in, int lag) {
        int piece = Sound.TELEPHONE_RATE;
        int reach = Sound.samplesIn(Alignment.TOLERANCE, Sound.TELEPHONE_RATE);
        double products = 0;
        double refPower = 0;
        double inPower = 0;
        int drift = 0;
        for (int at = 0; at < ref.length; at += piece) {
            int end = Math.min(ref.length, at + piece);
            int own = bestNear(ref, in, at, end, lag, reach);
            products += product(ref, in, at, end, own);
            refPower += power(ref, at, end);
            inPower += power(in, at + own, end + own);
            drift = Math.max(drift, Math.abs(own - lag));
        }
        double norm = Math.sqrt(refPower * inPower);
        return new Alignment(norm <= 0 ? 0 : products / norm, time(lag), time(drift));
    }

    private static int bestNear(double[] ref, double[] in, int from, int to, int lag, int reach) {
        double refPower = power(ref, from, to);
        int best = lag;
        double bestScore = score(ref, in, from, to, lag, refPower);
        if (bestScore > GOOD) {
            return lag;
        }
        for (int own = lag - reach; own <= lag + reach; own++) {
            double score = score(ref, in, from, to, own, refPower);
            if (score > bestScore + 1e-6) {
                bestScore = score;
                best = own;
            }
        }
        return best;
    }

    private static double score(double[] ref, double[] in, int from, int to, int lag, double refPower) {
        double norm = Math.sqrt(refPower * power(in, from + lag, to + lag));
        return norm <= 0 ? 0 : product(ref, in, from, to, lag) / norm;
    }

    private static double product(double[] ref, double[] in, int from, int to, int lag) {
        double sum = 0;
        for (int i = Math.max(from, -lag); i < Math.min(to, in.length - lag); i++) {
            sum += ref[i] * in[i + lag];
        }
        return sum;
    }

    private static double power(double[] values, int from, int to) {
        double sum = 0;
        for (int i = Math.max(0, from); i < Math.min(values.length, to); i++) {
            sum += values[i] * values[i];
        }
        return sum;
    }

    /** The lag with the largest normalised correlation of the whole reference. */
    private static int bestLag(double[] ref, double[] in) {
        double[] products = crossCorrelation(ref, in);
        double floor = 0.05 * power(ref, 0, ref.length);
        double window = 0;
        int best = 0;
        double bestScore = 0;
        for (int lag = -ref.length + 1; lag < in.length; lag++) {
            int entering = lag + ref.length - 1;
            window += entering < in.length ? in[entering] * in[entering] : 0;
            window -= lag > 0 ? in[lag - 1] * in[lag - 1] : 0;
            double product = products[lag >= 0 ? lag : lag + products.length];
            double score = product / Math.sqrt(Math.max(window, floor));
            if (score > bestScore) {
                bestScore = score;
                best = lag;
            }
        }
        return best;
    }

    private static double[] crossCorrelation(double[] ref, double[] in) {
        int size = Fft.sizeFor(ref.length + in.length);
        double[] aRe = Arrays.copyOf(in, size);
        double[] aIm = new double[size];
        double[] bRe = Arrays.copyOf(ref, size);
        double[] bIm = new double[size];
        Fft.transform(aRe, aIm, false);
        Fft.transform(bRe, bIm, false);
        for (int i = 0; i < size; i++) {
            double re = aRe[i] * bRe[i] + aIm[i] * bIm[i];
            aIm[i] = aIm[i] * bRe[i] - aRe[i] * bIm[i];
            aRe[i] = re;
        }
        Fft.transform(aRe, aIm, true);
        return aRe;
    }

    private static Duration time(int samples) {
        return Duration.ofNanos(samples * 1_000_000_000L / Sound.TELEPHONE_RATE);
    }
}
