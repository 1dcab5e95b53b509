// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.audio;

/** An in-place radix-2 fast Fourier transform, used for correlation only. */
final class Fft {
    private Fft() {}

    /** The smallest power of two that is at least n. */
    static int sizeFor(int n) {
        return n <= 1 ? 1 : Integer.highestOneBit(n - 1) << 1;
    }

    /** Transforms; with {@code inverse} the other way, divided by the length. */
    static void transform(double[] re, double[] im, boolean inverse) {
        int n = re.length;
        reorder(re, im);
        for (int size = 2; size <= n; size <<= 1) {
            double angle = (inverse ? 2 : -2) * Math.PI / size;
            for (int k = 0; k < size / 2; k++) {
                butterflies(re, im, size, k, Math.cos(angle * k), Math.sin(angle * k));
            }
        }
        if (inverse) {
            for (int i = 0; i < n; i++) {
                re[i] /= n;
                im[i] /= n;
            }
        }
    }

    private static void butterflies(double[] re, double[] im, int size, int k, double cos, double sin) {
        int half = size / 2;
        for (int i = k; i < re.length; i += size) {
            int j = i + half;
            double a = re[j] * cos - im[j] * sin;
            double b = re[j] * sin + im[j] * cos;
            re[j] = re[i] - a;
            im[j] = im[i] - b;
            re[i] += a;
            im[i] += b;
        }
    }

    private static void reorder(double[] re, double[] im) {
        int n = re.length;
        for (int i = 1, j = 0; i < n; i++) {
            int bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                swap(re, i, j);
                swap(im, i, j);
            }
        }
    }

    private static void swap(double[] values, int i, int j) {
        double kept = values[i];
        values[i] = values[j];
        values[j] = kept;
    }
}
