// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.prompt;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.carillon.media.server.audio.Pcm;
import org.carillon.media.server.audio.WavReader;
import org.jspecify.annotations.Nullable;

/** Gets a prompt from its address, decodes it, and keeps it. Blocks: for worker threads only. */
public final class PromptLibrary implements AutoCloseable {
    private final PromptCache cache;
    private final PromptLimits limits;
    private final HttpSource http;
    private final Ffmpeg ffmpeg;
    private final InstantSource clock;

    /**
     * @param temporary folder for files that are being fetched
     * @param ffmpeg name or path of the program
     */
    public PromptLibrary(PromptCache cache, PromptLimits limits, Path temporary, String ffmpeg, InstantSource clock) {
        this.cache = cache;
        this.limits = limits;
        this.http = new HttpSource(limits, temporary, clock);
        this.ffmpeg = new Ffmpeg(ffmpeg, limits.whole());
        this.clock = clock;
    }

    /** The sound if it can be told without any waiting that the kept one is still right; only for http addresses. */
    Optional<Pcm> atOnce(String url) {
        PromptCache.Origin origin = cache.origin(url);
        return origin == null || !clock.instant().isBefore(origin.freshUntil())
                ? Optional.empty()
                : cache.sound(origin.content());
    }

    static boolean isFile(String url) {
        return url.toLowerCase(Locale.ROOT).startsWith("file:");
    }

    /** @throws PromptException when it cannot be had or decoded */
    public Pcm load(String url) throws PromptException {
        try {
            return isFile(url) ? fromFile(url) : fromHttp(url);
        } catch (NoSuchFileException e) {
            throw new PromptException("no such file");
        } catch (IOException e) {
            throw new PromptException(e.getClass().getSimpleName() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PromptException("the server is stopping");
        }
    }

    private Pcm fromFile(String url) throws PromptException, IOException {
        Path file = path(url);
        long size = Files.size(file);
        if (size > limits.fileBytes()) {
            throw new PromptException("larger than " + limits.fileBytes() + " bytes");
        }
        String validator = Files.getLastModifiedTime(file).toMillis() + "/" + size;
        PromptCache.Origin origin = cache.origin(url);
        if (origin != null && origin.validator().equals(validator)) {
            Optional<Pcm> kept = cache.sound(origin.content());
            if (kept.isPresent()) {
                return kept.get();
            }
        }
        return decoded(url, file, validator, Instant.EPOCH);
    }

    private static Path path(String url) throws PromptException {
        try {
            return Path.of(URI.create(url));
        } catch (IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
            throw new PromptException("not a file address: " + e.getMessage());
        }
    }

    private Pcm fromHttp(String url) throws PromptException, IOException, InterruptedException {
        PromptCache.Origin origin = cache.origin(url);
        Optional<Pcm> kept = origin == null ? Optional.empty() : cache.sound(origin.content());
        if (origin != null && kept.isPresent() && clock.instant().isBefore(origin.freshUntil())) {
            return kept.get();
        }
        HttpSource.Answer answer = http.fetch(url, origin == null || kept.isEmpty() ? "" : origin.validator());
        Path file = answer.file();
        if (file == null) {
            return unchanged(url, origin, kept, answer);
        }
        try {
            return decoded(url, file, answer.validator(), answer.freshUntil());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Pcm unchanged(String url, PromptCache.@Nullable Origin origin, Optional<Pcm> kept, HttpSource.Answer answer)
            throws PromptException {
        if (origin == null || kept.isEmpty()) {
            throw new PromptException("HTTP 304 to a request without a condition");
        }
        cache.remember(url, new PromptCache.Origin(origin.content(), origin.validator(), answer.freshUntil()));
        return kept.get();
    }

    private Pcm decoded(String url, Path file, String validator, Instant freshUntil)
            throws PromptException, IOException {
        String content = hash(file);
        Optional<Pcm> known = cache.sound(content);
        Pcm sound = known.isPresent() ? known.get() : decode(file);
        cache.keep(content, sound);
        cache.remember(url, new PromptCache.Origin(content, validator, freshUntil));
        return sound;
    }

    private Pcm decode(Path file) throws PromptException, IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 65_536)) {
            in.mark(16);
            boolean wav = WavReader.isWav(in.readNBytes(12));
            in.reset();
            if (wav) {
                return WavReader.read(in, limits.samples());
            }
        } catch (IOException e) {
            // A WAV file with a coding that only ffmpeg knows, for example GSM.
            return ffmpeg.decode(file, limits.samples());
        }
        return ffmpeg.decode(file, limits.samples());
    }

    private static String hash(Path file) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
        }
    }

    /** SHA-256, which every Java has. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        ffmpeg.close();
    }
}
