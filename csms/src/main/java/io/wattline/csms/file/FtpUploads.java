package io.wattline.csms.file;

import io.wattline.csms.file.Incoming.TooLargeException;
import java.io.IOException;
import org.apache.ftpserver.ftplet.DataConnection;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.DefaultFtplet;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.ftplet.FtpletResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/** Takes what stations leave by FTP. It says that the transfer is complete when the file is kept, not before. */
final class FtpUploads extends DefaultFtplet {
    private static final Logger LOG = LoggerFactory.getLogger(FtpUploads.class);

    private final Transfers transfers;
    private final FileStore store;
    private final DataSize largest;

    FtpUploads(Transfers transfers, FileStore store, DataSize largest) {
        this.transfers = transfers;
        this.store = store;
        this.largest = largest;
    }

    @Override
    public FtpletResult onUploadStart(FtpSession session, FtpRequest request) throws FtpException {
        Job job = ((JobUser) session.getUser()).job();
        if (!Transfers.takesUpload(job)) return says(session, FtpReply.REPLY_550_REQUESTED_ACTION_NOT_TAKEN, "Nothing is to be left here.");
        session.write(new DefaultFtpReply(FtpReply.REPLY_150_FILE_STATUS_OKAY, "Ready."));
        try {
            take(session, job, request.getArgument());
            return says(session, FtpReply.REPLY_226_CLOSING_DATA_CONNECTION, "Kept.");
        } catch (TooLargeException e) {
            return says(session, FtpReply.REPLY_552_REQUESTED_FILE_ACTION_ABORTED_EXCEEDED_STORAGE, "The file is " + e.getMessage() + ".");
        } catch (Exception e) {
            LOG.atWarn().addKeyValue("station", job.station()).addKeyValue("task", job.task()).log("upload by FTP failed: {}",
                    e.getMessage());
            return says(session, FtpReply.REPLY_426_CONNECTION_CLOSED_TRANSFER_ABORTED, "The file was not kept.");
        }
    }

    private void take(FtpSession session, Job job, String name) throws IOException, Exception {
        try (Incoming incoming = store.open(job.account(), largest)) {
            DataConnection data = session.getDataConnection().openConnection();
            try {
                data.transferFromClient(session, incoming);
            } finally {
                session.getDataConnection().closeDataConnection();
            }
            Waiting.orNull(transfers.keep(job, name, incoming.finish()));
        }
    }

    @Override
    public FtpletResult onUploadUniqueStart(FtpSession session, FtpRequest request) throws FtpException {
        return onUploadStart(session, request);
    }

    @Override
    public FtpletResult onAppendStart(FtpSession session, FtpRequest request) throws FtpException {
        return says(session, FtpReply.REPLY_502_COMMAND_NOT_IMPLEMENTED, "Send the file from its beginning.");
    }

    private static FtpletResult says(FtpSession session, int code, String text) throws FtpException {
        session.write(new DefaultFtpReply(code, text));
        return FtpletResult.SKIP;
    }
}
