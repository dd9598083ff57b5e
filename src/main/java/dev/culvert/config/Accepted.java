package dev.culvert.config;

import dev.culvert.directive.Family;
import java.util.List;

/**
 * The directives that httpd has and Culvert can do without, each with the reason. They are accepted with a note. Nothing
 * stands here that keeps somebody out or hides something: such a line must work or be an error.
 */
final class Accepted {
    private static final String LOOPS = "one process with event loops takes the place of httpd's children and threads";
    private static final String NO_FILES = "Culvert serves files plainly: no listings, no variants, nothing of .htaccess";
    private static final String NO_TYPES = "types come from a file's name alone";
    private static final String NO_CHILDREN = "Culvert starts no programs";
    private static final String NO_CERTIFICATES = "the JVM and its TLS library look after this themselves";

    static final List<Family> FAMILIES = List.of(
            Family.of("mpm_event")
                    .without("StartServers", LOOPS)
                    .without("ServerLimit", LOOPS)
                    .without("ThreadLimit", LOOPS)
                    .without("ThreadsPerChild", LOOPS)
                    .without("MinSpareThreads", LOOPS)
                    .without("MaxSpareThreads", LOOPS)
                    .without("MinSpareServers", LOOPS)
                    .without("MaxSpareServers", LOOPS)
                    .without("MaxRequestWorkers", LOOPS)
                    .without("MaxClients", LOOPS)
                    .without("MaxConnectionsPerChild", LOOPS)
                    .without("MaxRequestsPerChild", LOOPS)
                    .without("AsyncRequestWorkerFactor", LOOPS)
                    .without("ThreadStackSize", LOOPS)
                    .without("MaxMemFree", "the collector decides how much memory is kept")
                    .without("ListenCoresBucketsRatio", LOOPS)
                    .without("ListenTCPDeferAccept", "the loops wait for a first byte without cost"),
            Family.of("core")
                    .without("AcceptFilter", "the loops wait for a first byte without cost")
                    .without("AcceptPathInfo", NO_FILES)
                    .without("AccessFileName", NO_FILES + ", so there is no .htaccess to look for")
                    .without("CGIPassAuth", NO_CHILDREN)
                    .without("CGIVar", NO_CHILDREN)
                    .without("ContentDigest", NO_FILES)
                    .without("CoreDumpDirectory", "where a JVM leaves its dump is for its own options to say")
                    .without("DefaultType", NO_TYPES)
                    .without("EnableMMAP", NO_FILES)
                    .without("EnableSendfile", NO_FILES)
                    .without("FlushMaxPipelined", "answers are written as they come")
                    .without("FlushMaxThreshold", "answers are written as they come")
                    .without("LimitInternalRecursion", "ten redirects inside are the limit")
                    .without("LimitXMLRequestBody", "no body is read as XML")
                    .without("MaxRangeOverlaps", NO_FILES)
                    .without("MaxRangeReversals", NO_FILES)
                    .without("MaxRanges", NO_FILES)
                    .without("MergeTrailers", "trailers stay behind the body, where they came")
                    .without("Mutex", "one process needs no lock between processes")
                    .without("NameVirtualHost", "virtual hosts are always chosen by name; httpd ignores it as well")
                    .without("ProtocolsHonorOrder", "the server's order holds, as it does in httpd by default")
                    .without("QualifyRedirectURL", "variables for programs are not made")
                    .without("ReadBufferSize", "buffers are sized by what arrives")
                    .without("RegexDefaultOptions", "patterns match as PCRE does by default")
                    .without("RegisterHttpMethod", "any method is forwarded")
                    .without("RLimitCPU", NO_CHILDREN)
                    .without("RLimitMEM", NO_CHILDREN)
                    .without("RLimitNPROC", NO_CHILDREN)
                    .without("ScoreBoardFile", "one process needs no board between processes")
                    .without("ServerPath", "it is for clients that send no Host"),
            Family.of("mod_mime")
                    .without("DefaultLanguage", NO_TYPES)
                    .without("ModMimeUsePathInfo", NO_TYPES)
                    .without("MultiviewsMatch", NO_FILES),
            Family.of("mod_mime_magic").without("MimeMagicFile", NO_TYPES),
            Family.of("mod_negotiation")
                    .without("CacheNegotiatedDocs", NO_FILES)
                    .without("ForceLanguagePriority", NO_FILES)
                    .without("LanguagePriority", NO_FILES),
            Family.of("mod_dir")
                    .without("DirectoryCheckHandler", NO_FILES),
            Family.of("mod_autoindex")
                    .without("AddAlt", NO_FILES)
                    .without("AddAltByEncoding", NO_FILES)
                    .without("AddAltByType", NO_FILES)
                    .without("AddDescription", NO_FILES)
                    .without("AddIcon", NO_FILES)
                    .without("AddIconByEncoding", NO_FILES)
                    .without("AddIconByType", NO_FILES)
                    .without("DefaultIcon", NO_FILES)
                    .without("HeaderName", NO_FILES)
                    .without("IndexHeadInsert", NO_FILES)
                    .without("IndexIgnore", NO_FILES)
                    .without("IndexIgnoreReset", NO_FILES)
                    .without("IndexOptions", NO_FILES)
                    .without("IndexOrderDefault", NO_FILES)
                    .without("IndexStyleSheet", NO_FILES)
                    .without("ReadmeName", NO_FILES),
            Family.of("mod_ssl")
                    .without("SSLRandomSeed", NO_CERTIFICATES)
                    .without("SSLMutex", NO_CERTIFICATES)
                    .without("SSLCryptoDevice", NO_CERTIFICATES)
                    .without("SSLCompression", "TLS is never compressed"),
            Family.of("mod_watchdog").without("WatchdogInterval", "timers run on the event loops"));

    private Accepted() {}
}
