package io.wattline.csms.file;

import java.util.HashMap;
import java.util.Map;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The file server for stations that know nothing but FTP, when the settings want it. Its threads are its own and may block.
 * Everything else works without it, so that a taken port stops nothing.
 */
@Component
class FtpDoor implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(FtpDoor.class);
    private static final int IDLE_SECONDS = 300;
    private static final int MOST_FAILED_LOGINS = 3;

    private final FileProperties.Ftp settings;
    private final ObjectProvider<Transfers> transfers;
    private final FileStore store;
    private final FileProperties files;
    private @Nullable FtpServer server;
    private @Nullable Listener listener;

    FtpDoor(FileProperties files, ObjectProvider<Transfers> transfers, FileStore store) {
        this.files = files;
        this.settings = files.ftp();
        this.transfers = transfers;
        this.store = store;
    }

    /** Where it listens. */
    synchronized int port() { return listener == null ? settings.port() : listener.getPort(); }

    @Override
    public synchronized void start() {
        var connections = new ConnectionConfigFactory();
        connections.setAnonymousLoginEnabled(false);
        connections.setMaxLoginFailures(MOST_FAILED_LOGINS);
        var users = new FtpUsers(transfers.getObject());
        var factory = new FtpServerFactory();
        listener = listener();
        factory.setListeners(new HashMap<>(Map.of("default", listener)));
        factory.setConnectionConfig(connections.createConnectionConfig());
        factory.setUserManager(users);
        factory.setFileSystem(user -> new JobFolder(transfers.getObject(), ((JobUser) user).job()));
        // The server empties this map when it stops.
        factory.setFtplets(new HashMap<>(Map.of("uploads", new FtpUploads(transfers.getObject(), store, files.largestUpload()))));
        FtpServer starting = factory.createServer();
        try {
            starting.start();
            server = starting;
            LOG.atInfo().addKeyValue("port", port()).log("FTP for stations");
        } catch (FtpException | RuntimeException e) {
            LOG.atError().addKeyValue("port", settings.port()).setCause(e)
                    .log("no FTP for stations: the port (wattline.files.ftp.port) is taken?");
        }
    }

    private Listener listener() {
        var data = new DataConnectionConfigurationFactory();
        // Else a station could make us connect to anybody.
        data.setActiveIpCheck(true);
        data.setPassiveIpCheck(true);
        if (settings.passivePorts() != null) data.setPassivePorts(settings.passivePorts());
        if (settings.host() != null) data.setPassiveExternalAddress(settings.host());
        var control = new ListenerFactory();
        control.setPort(settings.port());
        control.setIdleTimeout(IDLE_SECONDS);
        control.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
        return control.createListener();
    }

    @Override
    public synchronized void stop() {
        if (server != null) server.stop();
        server = null;
    }

    @Override
    public synchronized boolean isRunning() { return server != null; }

    @Override
    public boolean isAutoStartup() { return settings.enabled(); }
}
