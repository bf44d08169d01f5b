// What kind of file system a folder is on; Swift doesn't see the header that says so.
#ifndef DPK_FILE_SYSTEM_H
#define DPK_FILE_SYSTEM_H

// 1 for one whose locks and syncs another machine answers for (NFS, SMB, FUSE and the like), 0 for others, -1 with errno.
int dpk_is_network_file_system(const char *path);

#endif
