package dev.culvert.proxy;

/** The page of a status that was made here. */
final class ErrorPage {
    private ErrorPage() {}

    /** @param reason what is known beyond the status, or empty */
    static String html(int status, String phrase, String reason, String signature) {
        StringBuilder page = new StringBuilder(256)
                .append("<!DOCTYPE HTML PUBLIC \"-//IETF//DTD HTML 4.01//EN\" \"http://www.w3.org/TR/html4/strict.dtd\">\n")
                .append("<html><head>\n<title>").append(status).append(' ').append(phrase)
                .append("</title>\n</head><body>\n<h1>").append(phrase).append("</h1>\n<p>")
                .append(sentence(status)).append("</p>\n");
        if (!reason.isEmpty()) {
            page.append("<p>Reason: <strong>").append(escape(reason)).append("</strong></p>\n");
        }
        return page.append(signature).append("</body></html>\n").toString();
    }

    /** The page behind a Location header, for who does not follow it. */
    static String moved(int status, String phrase, String location, String signature) {
        return "<!DOCTYPE HTML PUBLIC \"-//IETF//DTD HTML 4.01//EN\" \"http://www.w3.org/TR/html4/strict.dtd\">\n"
                + "<html><head>\n<title>" + status + ' ' + phrase + "</title>\n</head><body>\n<h1>" + phrase
                + "</h1>\n<p>What you look for is <a href=\"" + escape(location) + "\">here</a>.</p>\n"
                + signature + "</body></html>\n";
    }

    private static String sentence(int status) {
        return switch (status) {
            case 400 -> "The request could not be understood.";
            case 401 -> "Who you are has to be known here, and the name and password that came do not say it.";
            case 403 -> "You may not see this.";
            case 404 -> "There is nothing at this address.";
            case 405 -> "This method does not work here.";
            case 406 -> "There is nothing here in a form that you accept.";
            case 408 -> "The request took too long to arrive.";
            case 410 -> "What was at this address is gone, and not to anywhere else.";
            case 412 -> "A condition that the request makes does not hold.";
            case 413 -> "The request's body is larger than is accepted here.";
            case 414 -> "The address is longer than is accepted here.";
            case 416 -> "The file has no part such as the one that is asked for.";
            case 417 -> "What the Expect header asks for cannot be done.";
            case 421 -> "This connection leads elsewhere.";
            case 426 -> "This address speaks another protocol; ask to upgrade to it.";
            case 500 -> "The request could not be passed on.";
            case 501 -> "The request asks for something that is not supported.";
            case 502 -> "The server behind this one gave no usable answer.";
            case 503 -> "The server behind this one cannot be reached at the moment.";
            default -> "The request could not be served.";
        };
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
