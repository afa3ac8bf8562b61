package io.muster.domain.strategy;

/**
 * The regularised incomplete beta function by its continued fraction (DLMF 8.17.22, evaluated by Lentz's method), with
 * the logarithm of the gamma function after Lanczos (g = 7, nine terms).
 */
final class IncompleteBeta {

    private static final double TINY = 1e-300;
    private static final int MOST_TERMS = 100_000;
    private static final double[] LANCZOS = {
        0.9999999999998099,
        676.5203681218851,
        -1259.1392167224028,
        771.3234287776531,
        -176.6150291621406,
        12.507343278686905,
        -0.13857109526572012,
        9.984369578019572e-06,
        1.5056327351493116e-07
    };

    private final double a;
    private final double b;
    private final double logScale;

    IncompleteBeta(double a, double b) {
        this.a = a;
        this.b = b;
        logScale = logGamma(a + b) - logGamma(a) - logGamma(b);
    }

    double at(double x) {
        if (x <= 0) {
            return 0;
        }
        if (x >= 1) {
            return 1;
        }
        return x < (a + 1) / (a + b + 2) ? lower(a, b, x) : 1 - lower(b, a, 1 - x);
    }

    static double logGamma(double z) {
        if (z < 0.5) {
            return Math.log(Math.PI / Math.sin(Math.PI * z)) - logGamma(1 - z);
        }
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (z - 1 + i);
        }
        double t = z + 6.5;
        return 0.5 * Math.log(2 * Math.PI) + (z - 0.5) * Math.log(t) - t + Math.log(sum);
    }

    private double lower(double a, double b, double x) {
        double logFactor = a * Math.log(x) + b * Math.log1p(-x) + logScale;
        return Math.exp(logFactor) / (a * fraction(a, b, x));
    }

    private static double fraction(double a, double b, double x) {
        double value = 1;
        double c = 1;
        double d = 0;
        for (int n = 1; n < MOST_TERMS; n++) {
            double term = coefficient(a, b, x, n);
            d = 1 / notZero(1 + term * d);
            c = notZero(1 + term / c);
            value *= c * d;
            if (Math.abs(c * d - 1) < 1e-15) {
                break;
            }
        }
        return value;
    }

    private static double coefficient(double a, double b, double x, int n) {
        int m = n / 2;
        return n % 2 == 0
                ? m * (b - m) * x / ((a + n - 1) * (a + n))
                : -(a + m) * (a + b + m) * x / ((a + n - 1) * (a + n));
    }

    private static double notZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }
}
