/**
 * Message processors that must stand in the stack's own package.
 * Two fields of the stack's UDP code are package-private, and both are needed to give it lanes.
 * The package is shared with the stack's jar, which works because one module loads both.
 */
@NullMarked
package gov.nist.javax.sip.stack;

import org.jspecify.annotations.NullMarked;
