package io.muster.domain.contact;

import java.util.List;
import java.util.TreeSet;

/** The earth in cells of one degree, by which contractors near a point are found, and distances on it. */
public final class Grid {

    private static final double EARTH_RADIUS_KM = 6371.0088;
    private static final double KM_PER_DEGREE = Math.PI * EARTH_RADIUS_KM / 180;

    private Grid() {}

    /** Returns the cell of a point in degrees, such as {@code 30,-98}: the degrees of its south-west corner. */
    public static String cell(double latitude, double longitude) {
        return (int) Math.floor(latitude) + "," + (int) Math.floor(wrapped(longitude));
    }

    /** Returns every cell that a circle touches, in a fixed order; at most a few for the radius of a town. */
    public static List<String> cells(double latitude, double longitude, double radiusKm) {
        double north = radiusKm / KM_PER_DEGREE;
        double widest = Math.min(89.9, Math.abs(latitude) + north);
        double east = Math.min(180, north / Math.cos(Math.toRadians(widest)));
        var cells = new TreeSet<String>();
        for (double lat = Math.floor(latitude - north); lat <= latitude + north; lat++) {
            for (double lon = Math.floor(longitude - east); lon <= longitude + east; lon++) {
                cells.add(cell(Math.clamp(lat, -90, 89), lon));
            }
        }
        return List.copyOf(cells);
    }

    /** Returns the great-circle distance of two points in kilometres, by the haversine formula. */
    public static double distanceKm(double latitude, double longitude, double otherLatitude, double otherLongitude) {
        double half = Math.pow(Math.sin(Math.toRadians(otherLatitude - latitude) / 2), 2)
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(otherLatitude))
                        * Math.pow(Math.sin(Math.toRadians(otherLongitude - longitude) / 2), 2);
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(half)));
    }

    private static double wrapped(double longitude) {
        return ((longitude + 180) % 360 + 360) % 360 - 180;
    }
}
