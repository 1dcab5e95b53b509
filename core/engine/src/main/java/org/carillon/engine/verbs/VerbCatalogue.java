// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.verbs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.carillon.engine.calls.flow.RecordingReports;
import org.carillon.engine.calls.flow.Runners;
import org.carillon.engine.calls.shell.EngineSettings;
import org.carillon.engine.markup.verb.Play;
import org.carillon.engine.markup.verb.Say;
import org.carillon.engine.speech.VoiceTable;

/** The verbs that the platform runs. */
@ApplicationScoped
public class VerbCatalogue {
    /** The runners of this node. */
    @Produces
    @Singleton
    public Runners runners(EngineSettings settings) {
        return runners(new RecordingReports(settings.publicUrl()));
    }

    /**
     * The runner of every verb.
     *
     * @param reports what is told of recordings
     */
    public static Runners runners(RecordingReports reports) {
        Prompts prompts = new Prompts(new VoiceTable());
        return new Runners(List.of(
                new PromptRunner<>(Say.class, prompts, Say::loop),
                new PromptRunner<>(Play.class, prompts, Prompts::loops),
                new PauseRunner(),
                new GatherRunner(prompts),
                new RecordRunner(reports),
                new DialRunner(reports),
                new RedirectRunner(),
                new RejectRunner(),
                new HangupRunner()));
    }
}
