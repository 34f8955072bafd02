package io.wattline.csms.demo;

/** Production and demo data do not go together; the message is one sentence for the person who starts the process. */
public final class DemoInProductionException extends RuntimeException {
    DemoInProductionException(String sentence) { super(sentence, null, false, false); }
}
