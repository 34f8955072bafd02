package io.wattline.portal.me;

import io.wattline.portal.csms.Me;
import io.wattline.portal.csms.PeopleClient.Passkey;
import io.wattline.portal.csms.PeopleClient.Proposal;
import io.wattline.portal.csms.PeopleClient.Session;
import io.wattline.portal.csms.PeopleClient.Totp;
import io.wattline.portal.web.Figures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page of one's own account; a proposal and recovery codes are shown this once. */
record MyAccountView(Me me, Totp totp, List<PasskeyRow> passkeys, List<SessionRow> sessions, @Nullable Proposal proposal,
        List<String> recoveryCodes, @Nullable String notice, @Nullable String error) {
    MyAccountView {
        passkeys = List.copyOf(passkeys);
        sessions = List.copyOf(sessions);
        recoveryCodes = List.copyOf(recoveryCodes);
    }

    static MyAccountView of(Me me, Totp totp, List<Passkey> passkeys, List<Session> sessions) {
        return new MyAccountView(me, totp, passkeys.stream().map(PasskeyRow::of).toList(), sessions.stream().map(SessionRow::of).toList(),
                null, List.of(), null, null);
    }

    MyAccountView proposing(Proposal proposed) {
        return new MyAccountView(me, totp, passkeys, sessions, proposed, recoveryCodes, notice, error);
    }

    MyAccountView telling(List<String> codes) { return new MyAccountView(me, totp, passkeys, sessions, proposal, codes, notice, error); }

    MyAccountView saying(String sentence) {
        return new MyAccountView(me, totp, passkeys, sessions, proposal, recoveryCodes, sentence, error);
    }

    MyAccountView refusing(String sentence) {
        return new MyAccountView(me, totp, passkeys, sessions, proposal, recoveryCodes, notice, sentence);
    }

    record PasskeyRow(String name, String kept, @Nullable String createdAt, @Nullable String lastUsedAt, String removeHref) {
        static PasskeyRow of(Passkey passkey) {
            return new PasskeyRow(passkey.name(), passkey.backedUp() ? "On several devices" : "On one device",
                    Figures.time(passkey.createdAt()), Figures.time(passkey.lastUsedAt()), "/account/passkeys/" + passkey.id() + "/remove");
        }
    }

    record SessionRow(String device, String address, String method, @Nullable String beganAt, @Nullable String lastUsedAt, boolean current,
            String endHref) {
        static SessionRow of(Session session) {
            return new SessionRow(session.userAgent() == null ? "Unknown device" : session.userAgent(), session.address(),
                    session.method().replace('-', ' '), Figures.time(session.beganAt()), Figures.time(session.lastUsedAt()),
                    session.current(), "/account/sessions/" + session.id() + "/end");
        }
    }
}
