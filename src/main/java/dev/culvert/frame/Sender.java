package dev.culvert.frame;

/** Whose frames they are. */
public enum Sender {
    /** Its frames are masked. */
    CLIENT,
    /** Its frames are not. */
    SERVER
}
