// A ZIP archive of texts, stored as they are, as an ODT wants it: its first file is read without unpacking anything.

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});
const VERSION = 20;
const UTF8 = 0x0800; // names are in UTF-8
const DAY = 0x21; // the 1st of January 1980, the first that an archive can tell: the same texts make the same file

const checksum = (bytes) => ~bytes.reduce((rest, byte) => TABLE[(rest ^ byte) & 0xff] ^ (rest >>> 8), ~0);

// Numbers, each [value, bytes], the lowest byte first.
function packed(...numbers) {
  const bytes = numbers.flatMap(([value, size]) => Array.from({ length: size }, (_, rank) => (value >>> (8 * rank)) & 0xff));
  return Uint8Array.from(bytes);
}

export function archive(files, type) {
  const written = (text) => new TextEncoder().encode(text);
  const [bodies, index] = [[], []];
  let at = 0;
  for (const [name, text] of files) {
    const [title, content] = [written(name), written(text)];
    const sizes = [[checksum(content), 4], [content.length, 4], [content.length, 4], [title.length, 2], [0, 2]];
    const described = [[VERSION, 2], [UTF8, 2], [0, 2], [0, 2], [DAY, 2], ...sizes];
    bodies.push(packed([0x04034b50, 4], ...described), title, content);
    index.push(packed([0x02014b50, 4], [VERSION, 2], ...described, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), title);
    at += 30 + title.length + content.length;
  }
  const size = index.reduce((sum, { length }) => sum + length, 0);
  const end = packed([0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [size, 4], [at, 4], [0, 2]);
  return new Blob([...bodies, ...index, end], { type });
}
