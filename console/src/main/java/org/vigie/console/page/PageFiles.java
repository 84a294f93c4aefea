package org.vigie.console.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vigie.runtime.http.Route;

/// The page. All its files are read at the start, and each has a route of its own: no path of a
/// request ever reaches a file system.
public final class PageFiles {
  private static final String FOLDER = "/org/vigie/console/page/";
  private static final String INDEX = "index.html";
  private static final String UNSUBSCRIBE = "unsubscribe.html";

  /// The addresses of the page, which a reload or a shared link asks for; the script of the page
  /// shows what each stands for.
  private static final List<String> VIEWS =
      List.of(
          "/",
          "/stories/{id}",
          "/subscriptions",
          "/subscriptions/new",
          "/subscriptions/{id}",
          "/archive",
          "/runs",
          "/operations");

  private PageFiles() {}

  /// The routes of the page.
  ///
  /// @throws IllegalStateException if the class path has no page
  public static List<Route> readRoutes() {
    Map<String, PageFile> files = readFiles();
    PageFile index = files.get(INDEX);
    if (index == null) {
      throw new IllegalStateException("the class path has no " + FOLDER + INDEX);
    }
    List<Route> routes = new ArrayList<>();
    VIEWS.forEach(view -> routes.add(Route.get(view, index::toReply)));
    files.forEach(
        (name, file) -> {
          switch (name) {
            case INDEX -> {}
            case UNSUBSCRIBE -> routes.add(Route.get("/unsubscribe", file::toReply));
            default -> routes.add(Route.get("/assets/" + name, file::toReply));
          }
        });
    return routes;
  }

  private static Map<String, PageFile> readFiles() {
    URL folder = PageFiles.class.getResource(FOLDER + INDEX);
    if (folder == null) {
      return Map.of();
    }
    try {
      URI address = folder.toURI();
      if (!address.getScheme().equals("jar")) {
        return readFiles(Path.of(address).getParent());
      }
      String archive = address.toString().split("!", 2)[0];
      try (FileSystem jar = FileSystems.newFileSystem(URI.create(archive), Map.of())) {
        return readFiles(jar.getPath(FOLDER));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the page", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, PageFile> readFiles(Path folder) throws IOException {
    Map<String, PageFile> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        files.put(name, PageFile.of(name, Files.readAllBytes(path)));
      }
    }
    return files;
  }
}
