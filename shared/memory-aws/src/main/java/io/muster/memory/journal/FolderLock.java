package io.muster.memory.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Holds a folder for one process; the kernel lets go of it when the process dies, however it dies. */
record FolderLock(FileChannel channel) implements AutoCloseable {

    static FolderLock take(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new FolderLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new FolderInUseException(folder);
        }
        channel.close();
        throw new FolderInUseException(folder);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
