package io.wattline.csms.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** Which addresses belong to the internet at large. Source: the IANA special-purpose address registries (RFC 6890 and its updates). */
final class PublicAddresses {
    /** An address of IPv4 inside one of IPv6 is judged as the former by {@link InetAddress}, or stands outside of what is public. */
    private static final Network INTERNET_6 = Network.of("2000::/3");
    private static final List<Network> SPECIAL_4 = networks("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
            "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");
    /** Protocol assignments with Teredo, documentation, and 6to4, which wraps IPv4. */
    private static final List<Network> SPECIAL_6 = networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private PublicAddresses() {}

    static boolean include(InetAddress address) {
        if (address instanceof Inet4Address) return SPECIAL_4.stream().noneMatch(network -> network.includes(address));
        return INTERNET_6.includes(address) && SPECIAL_6.stream().noneMatch(network -> network.includes(address));
    }

    private static List<Network> networks(String... written) { return Stream.of(written).map(Network::of).toList(); }

    @SuppressWarnings("ArrayRecordComponent")
    private record Network(byte[] prefix, int bits) {
        static Network of(String written) {
            String[] parts = written.split("/");
            try {
                return new Network(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(written, e);
            }
        }

        boolean includes(InetAddress address) {
            byte[] bytes = address.getAddress();
            for (int bit = 0; bit < bits; bit++) if (((bytes[bit / 8] ^ prefix[bit / 8]) & (0x80 >> bit % 8)) != 0) return false;
            return true;
        }
    }
}
