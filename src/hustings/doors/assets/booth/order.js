// The order of the answers: drawn anew on every device, so that no place on the list helps anybody.

// A whole number from 0 to n - 1, each as likely as the other.
function below(n) {
  const words = new Uint32Array(1);
  const limit = 2 ** 32 - 2 ** 32 % n;
  do crypto.getRandomValues(words); while (words[0] >= limit);
  return words[0] % n;
}

export function shuffled(items, draw = below) {
  const left = [...items];
  const order = [];
  while (left.length) order.push(...left.splice(draw(left.length), 1));
  return order;
}
