# One image for every role. It holds what `mvn -DskipTests package` built; nothing is built or
# fetched in here.
FROM eclipse-temurin:25-jre
# A fixed number, so that a file of the host can be given to it.
RUN useradd --uid 10001 --user-group --shell /usr/sbin/nologin --home-dir /var/lib/vigie --create-home vigie
COPY vigie /opt/vigie/vigie
COPY app/target/vigie/lib /opt/vigie/app/target/vigie/lib
# The launcher takes what is there for built, and never looks for Maven.
RUN touch /opt/vigie/app/target/vigie/lib/.built
# Makes the class archive, which makes starts faster.
RUN /opt/vigie/vigie --version
ENV VIGIE_BUILD=never VIGIE_DATA=/var/lib/vigie/data XDG_STATE_HOME=/var/lib/vigie
USER vigie
VOLUME /var/lib/vigie
ENTRYPOINT ["/opt/vigie/vigie"]
CMD ["--help"]
