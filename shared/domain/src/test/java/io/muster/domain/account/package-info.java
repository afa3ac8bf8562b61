@org.jspecify.annotations.NullMarked
package io.muster.domain.account;
