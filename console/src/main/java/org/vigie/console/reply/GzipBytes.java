package org.vigie.console.reply;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.vigie.runtime.http.HttpRequest;

/// Compression of whole bodies.
public final class GzipBytes {
  private GzipBytes() {}

  /// The bytes as gzip.
  public static byte[] compress(byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  /// Whether the client reads gzip.
  public static boolean isAccepted(HttpRequest request) {
    return request.header("Accept-Encoding").stream()
        .flatMap(encodings -> Arrays.stream(encodings.toLowerCase(Locale.ROOT).split(",")))
        .map(encoding -> encoding.replaceAll("\\s", ""))
        .anyMatch(
            encoding ->
                encoding.equals("gzip") || encoding.matches("gzip;q=(1.*|0\\.\\d*[1-9]\\d*)"));
  }
}
