import type { HandbookEntry } from "../entry.ts";
import { mechanicsTextbook, siBrochure } from "../references.ts";

export const kineticEnergyAndWork: HandbookEntry = {
  id: "physics/kinetic-energy-and-work",
  title: "Kinetic energy and work",
  domain: "physics",
  keywords: ["work-energy theorem", "joule", "friction", "inclined plane", "braking"],
  paragraphs: [
    "The kinetic energy of a body of mass m that moves with the speed v is E = ½ m v^2. Work is force times " +
      "distance in the direction of the force. Both are measured in joules: one joule is one newton metre, or one " +
      "kilogram metre squared per second squared. Energy is a scalar, so the direction of motion does not matter for " +
      "it.",
    "The work-energy theorem states that the net work of all forces on a body equals the change of its kinetic " +
      "energy: W = ½ m v2^2 - ½ m v1^2. The squares are subtracted, not the speeds: going from 10 to 20 m/s takes " +
      "three times as much work as going from 0 to 10 m/s.",
    "A constant force F opposite to the motion over the distance d takes the energy F d. A braking force is " +
      "therefore the lost kinetic energy divided by the braking distance. At constant braking force the distance " +
      "needed to stop grows with the square of the speed. Twice the speed needs four times the distance.",
    "On a plane inclined at the angle θ the weight has the component m g sin θ along the plane and presses with m g " +
      "cos θ against it. Kinetic friction with the coefficient μ has the size μ m g cos θ and acts against the " +
      "motion. Over the distance d the net work is m g d (sin θ - μ cos θ), so the mass cancels in the final speed.",
    "Worked example: a cart of 2.0 kg speeds up from 3.0 to 7.0 m/s. Its kinetic energy rises from ½ × 2.0 × 3.0^2 " +
      "= 9.0 J to ½ × 2.0 × 7.0^2 = 49 J, so the net work is 40 J. If it is then stopped over 5.0 m, the braking " +
      "force is 49 J/5.0 m = 9.8 N.",
    "Common mistakes are to forget the factor one half, to square the difference of the speeds instead of " +
      "subtracting the squares, to ignore that the body already moves at the start, to neglect friction, and to add " +
      "speeds where energies must be added.",
  ],
  references: [mechanicsTextbook, siBrochure],
};
