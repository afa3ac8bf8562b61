package io.muster.local.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/** Lambda's runtime interface client, as it lies on this process's class path. */
final class RuntimeClient {

    /** What has to be there beside the function: the client and all that it needs itself. */
    private static final List<Class<?>> PARTS =
            List.of(AWSLambda.class, Context.class, PojoSerializer.class, SdkInternalThreadLocal.class);

    private static final String NATIVE =
            "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=";

    private RuntimeClient() {}

    static String mainClass() {
        return AWSLambda.class.getName();
    }

    static Stream<String> classPath() {
        return PARTS.stream().map(RuntimeClient::jar).map(Path::toString);
    }

    /**
     * Returns the properties that Lambda sets. The native half lies in each function's own folder: left to itself the client
     * unpacks it to one place that all processes share, over the one that another has just loaded.
     */
    static List<String> properties(Path folder) throws IOException {
        var library = "/jni/libaws-lambda-jni.linux-" + (aarch64() ? "aarch_64" : "x86_64") + ".so";
        var file = folder.resolve("libaws-lambda-jni.so");
        try (var packed = AWSLambda.class.getResourceAsStream(library)) {
            if (packed == null) {
                throw new FileNotFoundException("no " + library + " in " + jar(AWSLambda.class));
            }
            Files.copy(packed, file);
        }
        return List.of(
                NATIVE + file,
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                "-Djava.net.preferIPv4Stack=true");
    }

    private static boolean aarch64() {
        return System.getProperty("os.arch", "").equals("aarch64");
    }

    private static Path jar(Class<?> part) {
        try {
            return Path.of(
                    part.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("no place: " + part, impossible);
        }
    }
}
