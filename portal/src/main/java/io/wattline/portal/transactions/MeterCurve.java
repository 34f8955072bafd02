package io.wattline.portal.transactions;

import io.wattline.portal.csms.MeterValue;
import io.wattline.portal.web.Figures;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Power and delivered energy over time as coordinates of a drawing of 760 × 280; kW on the left axis, kWh on the right. */
record MeterCurve(String power, String powerArea, String energy, List<Tick> times, List<Tick> powers, List<Tick> energies,
        String timeFormat, String description) {
    private static final double LEFT = 46, RIGHT = 708, TOP = 18, BOTTOM = 246;
    private static final int MOST_POINTS = 400, STEPS = 4, TIMES = 5;

    /** Below ten minutes the time axis needs seconds. */
    private static final double SHORT = 600_000;

    /** The curve, or null while there are fewer than two readings. */
    static @Nullable MeterCurve of(List<MeterValue> values) {
        var points = points(values);
        if (points.size() < 2) return null;
        double first = points.getFirst().at().toEpochMilli(), span = Math.max(1, points.getLast().at().toEpochMilli() - first);
        double powerTop = roundTop(points, Point::powerKw), energyTop = roundTop(points, Point::energyKwh);
        ToDoubleFunction<Point> x = point -> LEFT + (point.at().toEpochMilli() - first) / span * (RIGHT - LEFT);
        String power = line(points, x, point -> y(point.powerKw(), powerTop));
        String energy = line(points, x, point -> y(point.energyKwh(), energyTop));
        return new MeterCurve(power, power + " L" + xy(RIGHT, BOTTOM) + " L" + xy(LEFT, BOTTOM) + " Z", energy, times(first, span),
                ticks(powerTop, LEFT - 8), ticks(energyTop, RIGHT + 8), span < SHORT ? "seconds" : "clock", describe(points));
    }

    /** Readings with both figures: where a station sends no power, the energy between two readings gives it. */
    private static List<Point> points(List<MeterValue> values) {
        var metered = values.stream().filter(value -> value.energyKwh() != null || value.powerKw() != null).toList();
        var points = new ArrayList<Point>();
        @Nullable
        MeterValue start = metered.stream().filter(value -> value.energyKwh() != null).findFirst().orElse(null);
        double energy = 0;
        for (int i = 0; i < metered.size(); i++) {
            MeterValue value = metered.get(i);
            double before = energy;
            if (value.energyKwh() != null && start != null) energy = value.energyKwh().subtract(start.energyKwh()).doubleValue();
            double hours = i == 0 ? 0 : Duration.between(metered.get(i - 1).at(), value.at()).toMillis() / 3_600_000.0;
            double derived = hours > 0 ? Math.max(0, (energy - before) / hours) : 0;
            points.add(new Point(value.at(), value.powerKw() == null ? derived : value.powerKw().doubleValue(), energy));
        }
        return thinned(points);
    }

    private static List<Point> thinned(List<Point> points) {
        if (points.size() <= MOST_POINTS) return points;
        return IntStream.range(0, MOST_POINTS).mapToObj(i -> points.get((int) ((long) i * (points.size() - 1) / (MOST_POINTS - 1))))
                .toList();
    }

    /** The smallest of 1, 2, 4, 8 times a power of ten that is not below any value: it divides into four readable steps. */
    private static double roundTop(List<Point> points, ToDoubleFunction<Point> figure) {
        double highest = points.stream().mapToDouble(figure).max().orElse(0);
        if (highest <= 0) return 1;
        double unit = Math.pow(10, Math.floor(Math.log10(highest)));
        for (int factor : new int[]{1, 2, 4, 8}) if (highest <= factor * unit) return factor * unit;
        return 10 * unit;
    }

    private static String line(List<Point> points, ToDoubleFunction<Point> x, ToDoubleFunction<Point> y) {
        var path = new StringBuilder();
        for (Point point : points) path.append(path.isEmpty() ? "M" : " L").append(xy(x.applyAsDouble(point), y.applyAsDouble(point)));
        return path.toString();
    }

    private static List<Tick> times(double first, double span) {
        return IntStream.range(0, TIMES).mapToObj(i -> new Tick(number(LEFT + (RIGHT - LEFT) * i / (TIMES - 1)), number(BOTTOM + 20),
                Instant.ofEpochMilli((long) (first + span * i / (TIMES - 1))).toString())).toList();
    }

    private static List<Tick> ticks(double top, double x) {
        return IntStream.rangeClosed(0, STEPS).mapToObj(i -> new Tick(number(x), number(y(top * i / STEPS, top)), label(top * i / STEPS)))
                .toList();
    }

    private static String label(double value) {
        return new BigDecimal(value, new MathContext(3, RoundingMode.HALF_UP)).stripTrailingZeros().toPlainString();
    }

    private static String describe(List<Point> points) {
        double peak = points.stream().mapToDouble(Point::powerKw).max().orElse(0);
        return "Power peaked at " + Figures.kW(BigDecimal.valueOf(peak)) + " kW; "
                + Figures.kWh(BigDecimal.valueOf(points.getLast().energyKwh())) + " kWh in "
                + Figures.duration(Duration.between(points.getFirst().at(), points.getLast().at())) + ".";
    }

    private static double y(double value, double top) { return BOTTOM - value / top * (BOTTOM - TOP); }

    private static String xy(double x, double y) { return number(x) + " " + number(y); }

    private static String number(double value) { return String.format(Locale.ROOT, "%.1f", value); }

    private record Point(Instant at, double powerKw, double energyKwh) {}

    /** A mark of an axis: where its label stands, and the label, for the time axis an ISO 8601 time. */
    record Tick(String x, String y, String label) {}
}
