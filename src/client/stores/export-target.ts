/** Where an export is written to, piece by piece. */
export interface ExportTarget {
  write: (piece: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** Everything was written: the file is there. */
  finish: () => Promise<void>;
  /** Leaves nothing behind. */
  discard: () => Promise<void>;
}

/** Not in every browser: a file that the person chose a place for. */
interface WritableFile {
  createWritable: () => Promise<{
    write: (piece: Uint8Array<ArrayBuffer>) => Promise<void>;
    close: () => Promise<void>;
    abort: () => Promise<void>;
  }>;
  remove?: () => Promise<void>;
}

declare global {
  interface Window {
    showSaveFilePicker?: (options: {
      suggestedName: string;
      types: { accept: Record<string, string[]> }[];
    }) => Promise<WritableFile>;
  }
}

/** Pieces are put together into a blob of about so many bytes, which the browser may keep on disk. */
const blobBytes = 4 * 1024 * 1024;

/**
 * Asks where the file goes, in browsers that can write to it directly; in all others it is gathered
 * and then downloaded. Has to be called while a click is being answered.
 *
 * @returns `null` where the person chose no place after all
 */
export async function chooseTarget(name: string, type: string): Promise<ExportTarget | null> {
  const extension = `.${name.split('.').at(-1)}`;
  if (!window.showSaveFilePicker) return gatheringTarget(name, type);
  try {
    const file = await window.showSaveFilePicker({
      suggestedName: name,
      types: [{ accept: { [type]: [extension] } }],
    });
    return await fileTarget(file);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    // Blocked, such as in a frame or by a policy: the other way is open.
    return gatheringTarget(name, type);
  }
}

async function fileTarget(file: WritableFile): Promise<ExportTarget> {
  const writable = await file.createWritable();
  return {
    write: (piece) => writable.write(piece),
    finish: () => writable.close(),
    discard: async () => {
      await writable.abort().catch(() => {});
      await file.remove?.().catch(() => {});
    },
  };
}

function gatheringTarget(name: string, type: string): ExportTarget {
  let blobs: Blob[] = [];
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const gather = () => {
    blobs.push(new Blob(pieces));
    pieces = [];
    size = 0;
  };
  return {
    write: async (piece) => {
      pieces.push(piece);
      size += piece.byteLength;
      if (size >= blobBytes) gather();
    },
    finish: async () => {
      gather();
      download(new Blob(blobs, { type }), name);
      blobs = [];
    },
    discard: async () => {
      blobs = [];
      pieces = [];
    },
  };
}

function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser reads it after the click; a minute is more than it needs.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
