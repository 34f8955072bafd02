package io.wattline.csms.file;

import java.util.List;
import org.apache.ftpserver.ftplet.Authority;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.ConcurrentLoginPermission;
import org.apache.ftpserver.usermanager.impl.TransferRatePermission;
import org.apache.ftpserver.usermanager.impl.WritePermission;

/** A station at the FTP server: it has nothing but its job. */
final class JobUser extends BaseUser {
    private static final int MOST_LOGINS = 4;

    private final Job job;

    JobUser(String login, Job job) {
        this.job = job;
        setName(login);
        setHomeDirectory("/");
        List<Authority> rights = List.of(new ConcurrentLoginPermission(MOST_LOGINS, MOST_LOGINS), new TransferRatePermission(0, 0));
        setAuthorities(Transfers.takesUpload(job) ? List.of(rights.get(0), rights.get(1), new WritePermission()) : rights);
    }

    Job job() { return job; }
}
