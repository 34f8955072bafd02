package io.wattline.model.event;

/** What is noticed about a transaction and changes nothing of it. */
public sealed interface TransactionNotice extends Announcement permits ForeignTransactionStopped, TransactionIncomplete {
    String ocppTransactionId();
}
