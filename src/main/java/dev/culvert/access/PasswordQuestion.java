package dev.culvert.access;

import dev.culvert.world.Question;

/** Whether that is the user's password. */
record PasswordQuestion(UserFile file, String user, String password) implements Question<UserFile.Answer> {
    @Override
    public UserFile.Answer find() {
        return file.check(user, password);
    }

    /** Never the password: questions are shown when something goes wrong. */
    @Override
    public String toString() {
        return "PasswordQuestion[" + file + "]";
    }
}
