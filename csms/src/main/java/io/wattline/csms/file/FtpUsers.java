package io.wattline.csms.file;

import org.apache.ftpserver.ftplet.Authentication;
import org.apache.ftpserver.ftplet.AuthenticationFailedException;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.usermanager.UsernamePasswordAuthentication;
import org.jspecify.annotations.Nullable;

/** Jobs as users of the FTP server. */
final class FtpUsers implements UserManager {
    private final Transfers transfers;

    FtpUsers(Transfers transfers) { this.transfers = transfers; }

    @Override
    public User authenticate(Authentication given) throws AuthenticationFailedException {
        if (!(given instanceof UsernamePasswordAuthentication login) || login.getUsername() == null || login.getPassword() == null)
            throw new AuthenticationFailedException("a job has a user and a password");
        Job job = Waiting.orNull(transfers.job(login.getUsername(), new Secret(login.getPassword())));
        if (job == null) throw new AuthenticationFailedException("no such job, or not any more");
        return new JobUser(login.getUsername(), job);
    }

    /** Nobody is known before he said his password. */
    @Override
    public @Nullable User getUserByName(String name) { return null; }

    @Override
    public boolean doesExist(String name) { return false; }

    @Override
    public String[] getAllUserNames() { return new String[0]; }

    @Override
    public String getAdminName() { return ""; }

    @Override
    public boolean isAdmin(String name) { return false; }

    @Override
    public void delete(String name) throws FtpException { throw new FtpException("users come and go with jobs"); }

    @Override
    public void save(User user) throws FtpException { throw new FtpException("users come and go with jobs"); }
}
