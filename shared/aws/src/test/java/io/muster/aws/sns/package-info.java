@org.jspecify.annotations.NullMarked
package io.muster.aws.sns;
