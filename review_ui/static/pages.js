// Comfort only: every page works without this file. Nothing is kept in the browser.
import { guardTyped } from "./typed.js";
import { showSame } from "./masks.js";
import { usePasskeys } from "./passkeys.js";
import { closeRevealed } from "./revealed.js";
import { showRoom } from "./rooms.js";
import { offerMasking } from "./selecting.js";

guardTyped();
showSame();
usePasskeys();
showRoom();
offerMasking();
closeRevealed();
