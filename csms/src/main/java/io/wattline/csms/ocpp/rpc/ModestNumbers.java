package io.wattline.csms.ocpp.rpc;

import java.math.BigDecimal;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ValueNode;

/** Keeps as text what is a number by its grammar only: written out, 1e999999999 fills the memory. */
final class ModestNumbers extends JsonNodeFactory {
    private static final int MOST_DIGITS = 64;
    private static final long serialVersionUID = 1;

    @Override
    public ValueNode numberNode(BigDecimal number) { return isModest(number) ? super.numberNode(number) : stringNode(number.toString()); }

    static boolean isModest(BigDecimal number) { return Math.abs((long) number.scale()) <= MOST_DIGITS; }
}
