@org.jspecify.annotations.NullMarked
package io.muster.memory.sns;
