package dev.culvert.wire;

import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;

/** A context for what can only be said to every engine anew. */
final class PreparedTls extends DelegatingSslContext {
    private final Consumer<SSLEngine> preparation;

    PreparedTls(SslContext context, Consumer<SSLEngine> preparation) {
        super(context);
        this.preparation = preparation;
    }

    @Override
    protected void initEngine(SSLEngine engine) {
        preparation.accept(engine);
    }
}
