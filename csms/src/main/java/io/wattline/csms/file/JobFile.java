package io.wattline.csms.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import org.apache.ftpserver.ftplet.FtpFile;
import org.jspecify.annotations.Nullable;

/** A file that can be read, the folder it lies in, or one that is not there. Nothing here can be changed. */
final class JobFile implements FtpFile {
    private final String name;
    private final @Nullable Path content;
    private final @Nullable List<JobFile> children;

    private JobFile(String name, @Nullable Path content, @Nullable List<JobFile> children) {
        this.name = name;
        this.content = content;
        this.children = children;
    }

    static JobFile of(String name, Path content) { return new JobFile(name, content, null); }

    static JobFile folder(List<JobFile> children) { return new JobFile("/", null, children); }

    static JobFile missing(String name) { return new JobFile(name, null, null); }

    @Override
    public String getAbsolutePath() { return isDirectory() ? "/" : "/" + name; }

    @Override
    public String getName() { return name; }

    @Override
    public boolean isHidden() { return false; }

    @Override
    public boolean isDirectory() { return children != null; }

    @Override
    public boolean isFile() { return content != null; }

    @Override
    public boolean doesExist() { return isDirectory() || isFile(); }

    @Override
    public boolean isReadable() { return doesExist(); }

    @Override
    public boolean isWritable() { return false; }

    @Override
    public boolean isRemovable() { return false; }

    @Override
    public String getOwnerName() { return "wattline"; }

    @Override
    public String getGroupName() { return "wattline"; }

    @Override
    public int getLinkCount() { return 1; }

    @Override
    public long getLastModified() { return content == null ? 0 : content.toFile().lastModified(); }

    @Override
    public boolean setLastModified(long time) { return false; }

    @Override
    public long getSize() { return content == null ? 0 : content.toFile().length(); }

    /** Where it lies is nobody's business. */
    @Override
    public Object getPhysicalFile() { return name; }

    @Override
    public boolean mkdir() { return false; }

    @Override
    public boolean delete() { return false; }

    @Override
    public boolean move(FtpFile destination) { return false; }

    @Override
    public List<JobFile> listFiles() { return children == null ? List.of() : children; }

    @Override
    public OutputStream createOutputStream(long offset) throws IOException { throw new IOException("nothing can be changed here"); }

    @Override
    public InputStream createInputStream(long offset) throws IOException {
        if (content == null) throw new FileNotFoundException(name);
        return Channels.newInputStream(FileChannel.open(content).position(offset));
    }
}
