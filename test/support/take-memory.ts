/** A process that takes as many bytes as it is told. */
Buffer.alloc(Number(process.argv[2]), 1);
