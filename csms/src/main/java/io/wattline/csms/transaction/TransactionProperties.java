package io.wattline.csms.transaction;

import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of transactions.
 *
 * @param maxPowerKw of connectors of which nobody knows better: none gives more; energy beyond what this power gives in the time of a transaction is kept for review, not billed
 */
@Validated
@ConfigurationProperties("wattline.transactions")
public record TransactionProperties(@DefaultValue("500") @Positive BigDecimal maxPowerKw) {}
