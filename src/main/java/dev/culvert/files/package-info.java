/**
 * Files beside the socket: where a path leads in the file system, of what type a file is, and which bytes answer a request.
 * Reading those bytes is for whoever has the socket.
 */
@NullMarked
package dev.culvert.files;

import org.jspecify.annotations.NullMarked;
