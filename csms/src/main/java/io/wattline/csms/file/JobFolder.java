package io.wattline.csms.file;

import java.nio.file.Path;
import java.util.List;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpFile;

/** What a station sees at the FTP server: one folder with the firmware it is to fetch, or with nothing. There is no way out of it. */
final class JobFolder implements FileSystemView {
    private final JobFile folder;
    private final List<JobFile> files;

    JobFolder(Transfers transfers, Job job) {
        Transfers.Firmware firmware = job.firmware() == null ? null : Waiting.orNull(transfers.firmwareOf(job));
        files = firmware == null ? List.of() : List.of(JobFile.of(firmware.image().name(), firmware.content()));
        folder = JobFile.folder(files);
    }

    @Override
    public FtpFile getHomeDirectory() { return folder; }

    @Override
    public FtpFile getWorkingDirectory() { return folder; }

    @Override
    public boolean changeWorkingDirectory(String path) { return isFolder(path); }

    @Override
    public FtpFile getFile(String path) {
        if (isFolder(path)) return folder;
        String name = path.startsWith("/") ? path.substring(1) : path;
        return files.stream().filter(file -> file.getName().equals(name)).findFirst()
                .orElseGet(() -> JobFile.missing(FileRow.fit(path, "file")));
    }

    private static boolean isFolder(String path) { return Path.of("/").resolve(path).normalize().equals(Path.of("/")); }

    @Override
    public boolean isRandomAccessible() { return true; }

    @Override
    public void dispose() {}
}
