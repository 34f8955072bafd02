package io.wattline.csms.database;

/** The database cannot be used; the message is one sentence for the person who starts the process. */
public final class UnusableDatabaseException extends RuntimeException {
    UnusableDatabaseException(String sentence) { super(sentence, null, false, false); }
}
