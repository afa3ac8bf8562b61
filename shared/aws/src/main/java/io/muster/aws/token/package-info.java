/**
 * Links and addresses that prove themselves: signed with a workspace's own key, made for one purpose, valid for a time.
 * Nobody can guess one, change one, or use one for anything else.
 */
@org.jspecify.annotations.NullMarked
package io.muster.aws.token;
