/** Tests of the function that looks. */
@org.jspecify.annotations.NullMarked
package io.muster.functions.checkin;
