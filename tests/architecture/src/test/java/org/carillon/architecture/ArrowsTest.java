// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

/** Who may see whom (see "Arrows" in docs/architecture.md). */
class ArrowsTest {
    private static final String ENGINE = "org.carillon.engine..";
    private static final String STORE = "org.carillon.store..";
    private static final String WIRE = "org.carillon.wire..";
    private static final String REPLICATION = "org.carillon.sip.replication..";
    private static final String SIP_APP = "org.carillon.sip..";
    private static final String CONTAINER = "org.carillon.sip.container..";
    /** Two classes of the container stand in the stack's own package, because what they extend is visible only there. */
    private static final String IN_THE_STACK = "gov.nist.javax.sip.stack..";

    /** What takes the place of a class of the stack. */
    private static final String IN_PLACE_OF_THE_STACK = "gov.nist.javax.sip.header..";

    /** Where fields of the SIP Servlets implementation can be read that it shows to its own package only. */
    private static final String IN_THE_DISPATCHERS = "org.mobicents.servlet.sip.core.dispatchers";

    private static final String API = "org.carillon.api..";
    private static final String MEDIA = "org.carillon.media..";
    private static final String HTTP = "org.carillon.http..";

    private static final JavaClasses PRODUCT = Modules.product();

    @Test
    void engineKnowsNoTechnology() {
        noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "javax.servlet..",
                        "jakarta.servlet..",
                        "jakarta.ws.rs..",
                        "jakarta.persistence..",
                        "org.hibernate..",
                        "org.infinispan..",
                        "org.apache.hc..",
                        "gov.nist..",
                        "org.mobicents..")
                .check(PRODUCT);
    }

    @Test
    void engineKnowsNoAdapter() {
        noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(STORE, SIP_APP, API, MEDIA, HTTP)
                .check(PRODUCT);
    }

    @Test
    void onlyTheStoreKnowsDatabaseAndGrid() {
        noClasses()
                .that()
                .resideOutsideOfPackages(STORE, WIRE, REPLICATION)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "org.hibernate..", "org.infinispan..", "org.flywaydb..")
                .check(PRODUCT);
    }

    @Test
    void onlyCallLegsAndTheContainerKnowSipServlets() {
        noClasses()
                .that()
                .resideOutsideOfPackages(SIP_APP, IN_THE_STACK, IN_PLACE_OF_THE_STACK, IN_THE_DISPATCHERS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.servlet.sip..", "gov.nist..", "org.mobicents..", "javax.sip..")
                .check(PRODUCT);
    }

    @Test
    void adaptersDoNotSeeOneAnother() {
        for (String adapter : new String[] {STORE, API, HTTP}) {
            noClasses()
                    .that()
                    .resideInAPackage(adapter)
                    .should()
                    .dependOnClassesThat(new OtherThan(adapter, STORE, SIP_APP, API, MEDIA, HTTP))
                    .check(PRODUCT);
        }
        noClasses()
                .that()
                .resideInAPackage(SIP_APP)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(STORE, API, MEDIA, HTTP)
                .check(PRODUCT);
        noClasses()
                .that()
                .resideInAPackage(MEDIA)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(STORE, API, SIP_APP, HTTP)
                .check(PRODUCT);
    }

    @Test
    void containerKnowsNothingOfTheProduct() {
        noClasses()
                .that()
                .resideInAPackage(CONTAINER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ENGINE, STORE, API, MEDIA, HTTP)
                .check(PRODUCT);
    }

    @Test
    void mediaServerKnowsNothingOfTheEngine() {
        noClasses()
                .that()
                .resideInAPackage("org.carillon.media.server..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ENGINE)
                .check(PRODUCT);
    }

    @Test
    void roomsOfTheEngineHaveNoCycles() {
        slices().matching("org.carillon.engine.(*)..").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void stepsArePure() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.carillon.engine.calls.session..",
                        "org.carillon.engine.calls.flow..",
                        "org.carillon.engine.verbs..",
                        "org.carillon.engine.markup..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.time\\.Clock|java\\.util\\.Random.*|java\\.util\\.concurrent\\..*"
                        + "|java\\.nio\\.file\\..*|java\\.net\\.(Socket|http).*|org\\.jboss\\.logging\\..*")
                .check(PRODUCT);
    }

    @Test
    void everyPackageSaysWhatLivesThere() {
        classes().should(new LiveInADescribedPackage()).check(PRODUCT);
    }
}
