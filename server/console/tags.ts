/** Tags as people type them, `sảnh, ngoài trời`, each once. */
export function tagsFrom(text: string): string[] {
  const tags = text
    .split(/[,;\n]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
  return [...new Set(tags)];
}
