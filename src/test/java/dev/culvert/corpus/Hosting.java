package dev.culvert.corpus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The httpds that serve the corpus: one for all shapes in each form, and one for each shape that must be alone. */
final class Hosting implements AutoCloseable {
    private @Nullable Ground ground;
    private final List<Httpd> servers = new ArrayList<>();
    private final Map<String, Ports> ports = new LinkedHashMap<>();

    void open(List<Shape> shapes, Optional<Httpd.Place> place) throws IOException {
        ground = new Ground();
        if (place.isEmpty()) {
            return;
        }
        for (Shape.Form form : Shape.Form.values()) {
            List<Shape> having = shapes.stream().filter(shape -> shape.forms().contains(form)).toList();
            start(place.get(), form.name(), having.stream().filter(shape -> !shape.alone()).toList(), form);
            for (Shape shape : having.stream().filter(Shape::alone).toList()) {
                start(place.get(), form + shape.name(), List.of(shape), form);
            }
        }
    }

    Ground ground() {
        return Objects.requireNonNull(ground);
    }

    Visit visit(Shape shape, Shape.Form form) {
        return new Visit(ground(), Objects.requireNonNull(ports.get(shape + " " + form)), form);
    }

    private void start(Httpd.Place place, String name, List<Shape> shapes, Shape.Form form) throws IOException {
        if (shapes.isEmpty()) {
            return;
        }
        List<Ports> free = Ports.free(shapes.size());
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < shapes.size(); i++) {
            ports.put(shapes.get(i) + " " + form, free.get(i));
            texts.put(shapes.get(i) + ".conf", Text.of(shapes.get(i), form, ground(), free.get(i)));
        }
        servers.add(Httpd.start(place, ground(), name, texts, free.getFirst().http()));
    }

    @Override
    public void close() throws IOException {
        servers.forEach(Httpd::close);
        ground().close();
    }
}
