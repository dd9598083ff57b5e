package dev.culvert.corpus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A client that speaks TLS with anybody: what is tested is where requests go, not who may be trusted. */
final class TrustingClient {
    private static final int PATIENCE = 40_000;

    private TrustingClient() {}

    static Socket connect(int port, String name) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Everybody()}, null);
            Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
            plain.setSoTimeout(PATIENCE);
            SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(plain, name, port, true);
            secure.startHandshake();
            plain.setSoTimeout(0);
            return secure;
        } catch (GeneralSecurityException unable) {
            throw new IOException(unable);
        }
    }

    private static final class Everybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String how) {
            // everybody is welcome
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String how) {
            // everybody is welcome
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
