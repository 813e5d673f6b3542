// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ledger sees what must not happen, in a diary in which it did. */
class LedgerTest {

    private static final String CARD = "/card/a/2";
    private static final String OPEN = CARD + "|OFFLINE|pid 10010|a1-1|1|0|";
    private static final List<String> STARTED =
            List.of("RUN 1 pid 10010", "LOADED - - -", "RECOVERED - - -");
    private static final List<String> OFFLINE =
            List.of(
                    "BEGIN a1-1 OFFLINE 10010 " + CARD,
                    "CALL a1-1 1 1 OFFLINE_QUERY card " + CARD,
                    "ANSWER a1-1 1 1 OFFLINE_QUERY card " + CARD + " true",
                    "CALL a1-1 1 1 OFFLINE card " + CARD,
                    "ANSWER a1-1 1 1 OFFLINE card " + CARD + " true",
                    "END a1-1 1 true " + OPEN);
    private static final List<String> TOLD =
            List.of(
                    "BEGIN a1-2 ONLINE 10010 " + CARD,
                    "CALL a1-2 2 1 ONLINE card " + CARD,
                    "ANSWER a1-2 2 1 ONLINE card " + CARD + " true");
    private static final String LOAD = "/load/a/0";
    private static final List<String> EVENT =
            List.of(
                    "BEGIN a1-1 EVENT 10010 " + LOAD,
                    "CALL a1-1 1 1 EVENT watch /supply/a",
                    "CALL a1-1 2 2 OFFLINE load " + LOAD,
                    "CALL a1-1 3 2 REMOVE load " + LOAD);
    private static final String OVER = "END a1-2 2 true -";

    @SafeVarargs
    private static void read(List<String>... parts) {
        List<String> diary = new ArrayList<>(STARTED);
        for (List<String> part : parts) {
            diary.addAll(part);
        }
        new Ledger(new Topology(CrashChild.TREES))
                .read(diary.stream().map(LedgerTest::line).toList());
    }

    /**
     * Blanks between fields, but for those of an initiator; a plus between resources; a dash for an
     * empty field.
     */
    private static String line(String text) {
        return text.replace("pid ", "pid_")
                .replace(' ', '\t')
                .replace("pid_", "pid ")
                .replace("\t-", "\t")
                .replace('+', ' ');
    }

    @Test
    void whatIsToldOnceIsFine() {
        assertThatCode(() -> read(OFFLINE, TOLD, List.of(OVER))).doesNotThrowAnyException();
    }

    @Test
    void anEndThatIsToldTwiceInOneRequestIsSeen() {
        assertThatThrownBy(() -> read(OFFLINE, TOLD, TOLD.subList(1, 3), List.of(OVER)))
                .hasMessageContaining("told twice");
    }

    @Test
    void anEndThatIsToldToWhomNobodyHasAskedSinceTheLastIsSeen() {
        List<String> again =
                List.of("BEGIN a1-3 ONLINE 10010 " + CARD, "CALL a1-3 3 1 ONLINE card " + CARD);
        assertThatThrownBy(() -> read(OFFLINE, TOLD, List.of(OVER), again))
                .hasMessageContaining("told twice");
    }

    @Test
    void aRemovalIsToldAgainOnlyToWhoHasRegisteredSince() {
        List<String> removed = List.of("BEGIN a1-2 REMOVE 10010 " + CARD, remove(2), OVER);
        List<String> again = List.of("BEGIN a1-3 REMOVE 10010 " + CARD, remove(3));
        List<String> registers = List.of("REGISTERING card", "REGISTERED card");

        assertThatThrownBy(() -> read(OFFLINE, removed, again)).hasMessageContaining("told twice");
        assertThatCode(() -> read(OFFLINE, removed, registers, again)).doesNotThrowAnyException();
    }

    private static String remove(int number) {
        return "CALL a1-" + number + " " + number + " 1 REMOVE card " + CARD;
    }

    @Test
    void whoHasLetGoAndIsMadeLetGoOnceMoreIsSeen() {
        List<String> again =
                List.of("BEGIN a1-3 OFFLINE 10010 " + CARD, "CALL a1-3 3 1 OFFLINE card " + CARD);
        assertThatThrownBy(() -> read(OFFLINE, again)).hasMessageContaining("told twice");
    }

    @Test
    void anAcknowledgedRequestThatIsNotThereAfterARestartIsSeen() {
        assertThatThrownBy(() -> read(OFFLINE, List.of("RUN 2 pid 10010", "LOADED - - -")))
                .hasMessageContaining("lost or changed");
    }

    @Test
    void whatHadFailedMayHaveBeenRedoneByARunThatWasKilledInItsRecovery() {
        String failed = OPEN.replace("OFFLINE", "OFFLINE_FAIL");
        List<String> refused =
                List.of(
                        "BEGIN a1-1 OFFLINE 10010 " + CARD,
                        "CALL a1-1 1 1 OFFLINE card " + CARD,
                        "ANSWER a1-1 1 1 OFFLINE card " + CARD + " false",
                        "END a1-1 1 false " + failed);
        List<String> killed = List.of("RUN 2 pid 10010", "LOADED " + failed + " - -");
        List<String> redone = List.of("RUN 3 pid 10010", "LOADED " + OPEN + " - -");

        assertThatCode(() -> read(refused, killed, redone)).doesNotThrowAnyException();
        assertThatThrownBy(() -> read(refused, redone)).hasMessageContaining("lost or changed");
    }

    @Test
    void whoHasLetGoAndIsHeldByNobodyIsSeen() {
        assertThatThrownBy(() -> read(OFFLINE, List.of("BEGIN a1-2 ONLINE 10010 " + CARD, OVER)))
                .hasMessageContaining("offline without an owner");
    }

    @Test
    void whoIsCalledBackToWhatIsStillAwayIsSeen() {
        assertThatThrownBy(() -> read(calledBack(true)))
                .hasMessageContaining("called back to what is still away");
    }

    /** The row of the disk goes, and names the request that still holds it. */
    @Test
    void whoIsCalledBackThoughTheOtherOfTwoRequestsHoldsHimIsSeen() {
        String first = "/devices/a/hba1|OFFLINE|pid 10010|a1-1|1|0|";
        String second = "/devices/a/hba0|OFFLINE|pid 10010|a1-2|2|0|";
        String disk = "/dsk/a/shared|OFFLINE|pid 10010|a1-1|1|1|";
        List<String> diary =
                List.of(
                        "BEGIN a1-1 OFFLINE 10010 /devices/a/hba1",
                        "CALL a1-1 1 1 OFFLINE bus /devices/a/hba1",
                        "CALL a1-1 1 2 OFFLINE disk /dsk/a/shared",
                        "END a1-1 1 true " + first + ";" + disk,
                        "BEGIN a1-2 OFFLINE 10010 /devices/a/hba0",
                        "CALL a1-2 2 1 OFFLINE bus /devices/a/hba0",
                        "END a1-2 2 true " + String.join(";", second, first, disk),
                        "BEGIN a1-3 ONLINE 10010 /devices/a/hba0",
                        "CALL a1-3 3 1 ONLINE bus /devices/a/hba0",
                        "CALL a1-3 3 2 ONLINE disk /dsk/a/shared",
                        "END a1-3 3 true " + first);
        assertThatThrownBy(() -> read(diary))
                .hasMessageContaining("called back to what is still away");
    }

    @Test
    void whoIsCalledBackInARecoveryThoughTheOtherOfTwoRequestsHoldsHimIsSeen() {
        String gone = "/devices/a/hba1|OFFLINE|pid 10020|a1-1|1|0|";
        String redone = "/devices/a/hba0|OFFLINE|pid 10010|a1-2|2|0|";
        String disk = "/dsk/a/shared|OFFLINE|pid 10020|a1-1|1|1|";
        String all = String.join(";", redone, gone, disk);
        List<String> diary =
                List.of(
                        "BEGIN a1-1 OFFLINE 10020 /devices/a/hba1",
                        "CALL a1-1 1 1 OFFLINE bus /devices/a/hba1",
                        "CALL a1-1 1 2 OFFLINE disk /dsk/a/shared",
                        "END a1-1 1 true " + gone + ";" + disk,
                        "BEGIN a1-2 OFFLINE 10010 /devices/a/hba0",
                        "CALL a1-2 2 1 OFFLINE bus /devices/a/hba0",
                        "END a1-2 2 true " + all,
                        "RUN 2 pid 10010",
                        "LOADED " + all + " - -",
                        "CALL a1-2 2 1 OFFLINE bus /devices/a/hba0",
                        "CALL a1-1 1 1 ONLINE bus /devices/a/hba1",
                        "CALL a1-1 1 2 ONLINE disk /dsk/a/shared",
                        "RECOVERED " + redone + " - -");
        assertThatThrownBy(() -> read(diary))
                .hasMessageContaining("called back to what is still away");
    }

    /** Two requests may end at once, and only one of them gives the dependents of both back. */
    @Test
    void aDependentOfNobodyMayBeOnItsWayBackWhereItIsKilledAndNotLinger() {
        assertThatCode(() -> read(killedWith("ONLINING"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> read(killedWith("OFFLINE")))
                .hasMessageContaining("nobody's dependent");
    }

    private static List<String> killedWith(String state) {
        String card = "/devices/a/hba1|OFFLINE|pid 10010|a1-1|1|0|";
        String disk = "/dsk/a/shared|OFFLINE|pid 10010|a1-1|1|1|";
        return List.of(
                "BEGIN a1-1 OFFLINE 10010 /devices/a/hba1",
                "CALL a1-1 1 1 OFFLINE bus /devices/a/hba1",
                "CALL a1-1 1 2 OFFLINE disk /dsk/a/shared",
                "END a1-1 1 true " + card + ";" + disk,
                "BEGIN a1-2 ONLINE 10010 /devices/a/hba1",
                "CALL a1-2 2 1 ONLINE bus /devices/a/hba1",
                "BEGIN b1-1 ONLINE 10020 /devices/a/hba0",
                "CALL b1-1 3 1 ONLINE disk /dsk/a/shared",
                "END a1-2 2 true " + disk.replace("OFFLINE", "ONLINING"),
                "RUN 2 pid 10010",
                "LOADED " + disk.replace("OFFLINE", state) + " - -");
    }

    @Test
    void whoIsCalledBackToWhatNobodyUsesIsFine() {
        assertThatCode(() -> read(calledBack(false))).doesNotThrowAnyException();
    }

    /** A volume comes back whose disk is still offline, which somebody may have let go of. */
    private static List<String> calledBack(boolean used) {
        String disk = "/dsk/a/d0|OFFLINE|pid 10010|a1-2|2|0|";
        String volume = "/vol/a/v0|OFFLINE|pid 10010|a1-1|1|0|";
        List<String> diary = new ArrayList<>();
        diary.add("BEGIN a1-1 OFFLINE 10010 /vol/a/v0");
        diary.add("CALL a1-1 1 1 OFFLINE vol /vol/a/v0");
        diary.add("END a1-1 1 true " + volume);
        diary.add("BEGIN a1-2 OFFLINE 10010 /dsk/a/d0");
        if (used) {
            diary.add("CALL a1-2 2 1 OFFLINE disk /dsk/a/d0");
        }
        diary.add("END a1-2 2 true " + disk + ";" + volume);
        diary.add("BEGIN a1-3 ONLINE 10010 /vol/a/v0");
        diary.add("CALL a1-3 3 1 ONLINE vol /vol/a/v0");
        diary.add("END a1-3 3 true " + disk);
        return diary;
    }

    @Test
    void whoRefusesInARecoveryMayBeTakenAlongWithWhatWasNamedWithHim() {
        assertThatCode(() -> read(redoneAfter("false"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> read(redoneAfter("true"))).hasMessageContaining("told twice");
    }

    /** What was named with what it hangs by, which is redone later. */
    private static List<String> redoneAfter(String answer) {
        String both =
                "/card/a/1/port|OFFLINE|pid 10010|a1-1|1|0|;/vol/a/vp|OFFLINE|pid 10010|a1-1|1|0|";
        return List.of(
                "BEGIN a1-1 OFFLINE 10010 /card/a/1/port+/vol/a/vp",
                "CALL a1-1 1 1 OFFLINE port /card/a/1/port",
                "CALL a1-1 1 1 OFFLINE vol /vol/a/vp",
                "END a1-1 1 true " + both,
                "RUN 2 pid 10010",
                "LOADED " + both + " - -",
                "CALL a1-1 1 1 OFFLINE vol /vol/a/vp",
                "ANSWER a1-1 1 1 OFFLINE vol /vol/a/vp " + answer,
                "CALL a1-1 1 1 ONLINE vol /vol/a/vp",
                "CALL a1-1 1 2 OFFLINE vol /vol/a/vp");
    }

    @Test
    void whatAModuleHasEndedInAnEventAndAKillBringsBackIsSeen() {
        assertThatCode(() -> read(killedInAnEvent("-"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> read(killedInAnEvent(LOAD + "|OFFLINE|pid 10010|a1-1|2|1|")))
                .hasMessageContaining("ended, and open");
    }

    private static List<String> killedInAnEvent(String loaded) {
        List<String> diary = new ArrayList<>(EVENT);
        diary.add("ENDED a1-1 " + LOAD);
        diary.add("RUN 2 pid 10010");
        diary.add("LOADED " + loaded + " - -");
        return diary;
    }

    @Test
    void whoIsToldAnotherEndAfterAKillThanInTheEventIsSeen() {
        assertThatCode(() -> read(toldAgain("REMOVING", "REMOVE"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> read(toldAgain("OFFLINE", "ONLINE")))
                .hasMessageContaining("told another end");
    }

    private static List<String> toldAgain(String loaded, String end) {
        List<String> diary = new ArrayList<>(EVENT);
        diary.add("RUN 2 pid 10010");
        diary.add("LOADED " + LOAD + "|" + loaded + "|pid 10010|a1-1|3|1| - -");
        diary.add("CALL a1-1 3 1 " + end + " load " + LOAD);
        return diary;
    }

    @Test
    void whatIsNamedAsHisWhoHasGoneIsSeen() {
        String card = "/card/a/1|OFFLINE|pid 10010|a1-2|2|0|";
        String port = "/card/a/1/port|OFFLINE|pid 10020|a1-1|1|0|";
        String volume = "/vol/a/vp|OFFLINE|pid 10020|a1-1|1|1|";
        String all = String.join(";", card, port, volume);
        List<String> diary =
                List.of(
                        "BEGIN a1-1 OFFLINE 10020 /card/a/1/port",
                        "END a1-1 1 true " + port + ";" + volume,
                        "BEGIN a1-2 OFFLINE 10010 /card/a/1",
                        "END a1-2 2 true " + all,
                        "RUN 2 pid 10010",
                        "LOADED " + all + " - -",
                        "RECOVERED " + card + ";" + volume + " - -");
        assertThatThrownBy(() -> read(diary)).hasMessageContaining("its initiator has gone");
    }
}
