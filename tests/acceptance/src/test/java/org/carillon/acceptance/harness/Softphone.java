// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.carillon.testing.Waiting;
import org.carillon.testing.audio.Sound;
import org.carillon.testing.audio.Tones;
import org.carillon.testing.audio.Wav;
import org.carillon.testing.net.LoopbackPorts;

/**
 * A softphone that people use, baresip (Debian package baresip-core), without screen and sound card: it says a tone of
 * 440 Hz, writes down what it hears, and is told what to do over its control port.
 */
public final class Softphone implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration VOICE = Duration.ofMinutes(1);

    /** Bytes before the samples of a WAV. */
    private static final int HEAD = 44;

    private final Path folder;
    private final ServerProcess process;
    private final Socket control;

    private Softphone(Path folder, ServerProcess process, Socket control) {
        this.folder = folder;
        this.process = process;
        this.control = control;
    }

    /** Starts it in a new folder. */
    public static Softphone start(Path parent) {
        // Its TLS port is the next one after SIP: nobody else may be given that.
        int sip = LoopbackPorts.freeSipPorts(3);
        int controlPort = sip + 2;
        try {
            Path folder = Files.createDirectories(parent.resolve("baresip"));
            Files.createDirectories(folder.resolve("heard"));
            Wav.write(folder.resolve("voice.wav"), Tones.sine(440, VOICE));
            Files.writeString(folder.resolve("config"), configuration(sip, controlPort, folder));
            Files.writeString(
                    folder.resolve("accounts"),
                    "<sip:softphone@127.0.0.1:" + sip + ">;regint=0;audio_codecs=PCMU/8000/1,PCMA/8000/1\n");
            Files.writeString(folder.resolve("contacts"), "");
            ServerProcess process = ServerProcess.start(
                    List.of("baresip", "-4", "-f", folder.toString()), Map.of(), folder.resolve("baresip.log"));
            Waiting.untilTrue(
                    PATIENCE,
                    () -> process.printed().contains("baresip is ready") || !process.isAlive(),
                    () -> "baresip's start; it says " + process.printed());
            return new Softphone(folder, process, connect(process, controlPort));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket connect(ServerProcess process, int port) {
        try {
            return new Socket(LoopbackPorts.loopback(), port);
        } catch (IOException e) {
            process.close();
            throw new UncheckedIOException("baresip does not listen; it says " + process.printed(), e);
        }
    }

    private static String configuration(int sip, int control, Path folder) {
        return String.join(
                        "\n",
                        "poll_method epoll",
                        "sip_listen 127.0.0.1:" + sip,
                        "net_interface 127.0.0.1",
                        "audio_source aufile," + folder.resolve("voice.wav"),
                        "audio_player aubridge,heard",
                        "audio_alert aubridge,alert",
                        "audio_telev_pt 101",
                        "rtp_ports " + LoopbackPorts.freeMediaBlock() + "-31999",
                        "module_path /usr/lib/baresip/modules",
                        "module g711.so",
                        "module aufile.so",
                        "module aubridge.so",
                        "module sndfile.so",
                        "module_tmp account.so",
                        "module_app menu.so",
                        "module ctrl_tcp.so",
                        "ctrl_tcp_listen 127.0.0.1:" + control,
                        "snd_path " + folder.resolve("heard"))
                + "\n";
    }

    /** Calls. */
    public void dial(String uri) {
        command("dial", uri);
    }

    /** Presses a key. */
    public void press(char key) {
        command("sndcode", "" + key);
    }

    /** Hangs up. */
    public void hangUp() {
        command("hangup", "");
    }

    private void command(String name, String parameter) {
        String json = "{\"command\":\"" + name + "\",\"params\":\"" + parameter + "\"}";
        try {
            control.getOutputStream().write((json.length() + ":" + json + ",").getBytes(StandardCharsets.UTF_8));
            control.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("baresip does not listen; it says " + process.printed(), e);
        }
    }

    /** What it says about itself. */
    public String printed() {
        return process.printed();
    }

    /** Waits until it has written down this much of what it hears. */
    public void awaitHeard(Duration length) {
        long bytes = HEAD + 2L * Sound.samplesIn(length, Sound.TELEPHONE_RATE);
        Waiting.untilTrue(
                PATIENCE,
                () -> recorded().filter(file -> file.toFile().length() >= bytes).isPresent(),
                () -> "baresip to hear something: " + printed());
    }

    /** Waits until its call is over. */
    public void awaitClosed() {
        Waiting.untilTrue(
                PATIENCE, () -> printed().contains("session closed"), () -> "the end of baresip's call: " + printed());
    }

    /** Everything that it has heard, once its call is over. */
    public Sound heard() {
        return recorded()
                .map(Wav::read)
                .orElseThrow(() -> new IllegalStateException("baresip wrote nothing down; it says " + printed()));
    }

    private Optional<Path> recorded() {
        try (Stream<Path> files = Files.list(folder.resolve("heard"))) {
            return files.filter(file -> file.toString().endsWith("-dec.wav")).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            control.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            process.close();
        }
    }
}
