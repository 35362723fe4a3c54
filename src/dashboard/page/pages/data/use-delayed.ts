import { useEffect, useState } from 'preact/hooks';

/** Between the last letter and the question. In milliseconds. */
const PAUSE = 250;

/** A text that is still being typed, a moment later. */
export function useDelayed(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
