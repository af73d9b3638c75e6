// Tells when the poll is about to close, and when it has, while somebody is in the booth.

const SOON_SECONDS = 5 * 60;
const LONGEST_SECONDS = 24 * 24 * 3600; // browsers' timers reach no further

export function watchTheClock({ seconds, soon, over }) {
  if (seconds > LONGEST_SECONDS) return;
  const warned = Math.max(seconds - SOON_SECONDS, 0);
  setTimeout(() => soon(Math.ceil((seconds - warned) / 60)), warned * 1000);
  setTimeout(over, seconds * 1000);
}
