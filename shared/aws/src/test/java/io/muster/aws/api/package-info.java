/** Tests of the API's plumbing, with requests as the gateway sends them. */
@org.jspecify.annotations.NullMarked
package io.muster.aws.api;
