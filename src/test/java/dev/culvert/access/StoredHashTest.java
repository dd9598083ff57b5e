package dev.culvert.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.access.StoredHash.Result;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of hash, as httpd's htpasswd and the C library made them. */
class StoredHashTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "$2y$05$frV.dqJOtIIq17nGkGA/A.QRBzwQ.trbiujYitWHmDo/QkWPMPuRC",
        "$2y$04$sP9jomCxb2tFUj7KPiwkz.maZ.2UUvwk7ohDGkoj20EgzoXlwoTRu",
        "$2a$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW",
        "$2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW",
        "$apr1$pAnGPWq/$hwfu.I6CYRcz4hfC3qY1p1",
        "{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=",
        "mvRCcD3ajNmf2",
        "X.Tma..j8fOeI",
        "$5$uVMbw4l8R5LC.O3r$aIa31IOu0CKY6wecb1QbOcYV9OVvWqtgFQbiTdWARU4",
        "$6$PDsqIE/alo3FCvtq$yaMzxE7nPa5eqNlCR7wkLsaiVjmmo2HHEVTdjOXN8CV/4jePwUznbpe6oeK8yz53D4J3eUstrzGVlYsSuFhs90",
        "$5$rounds=1400$3NEJZprsTGFk8Nzt$4o3gUsh0q87BEpPGNWFilJ7zpLgaJSK9IMHvTKgKn94",
        "$6$rounds=1234$fBJ826j7F6wkG/w3$m5YIvDd0W6cgrdN.WvJHoqX7ZPQdgue2ouf9bLOQXgV7wbTXzz4sJWkPPPURy0jbHdXHhSAmjM/oTO/qNSs100",
        "$1$abc$iCQ2D3nhptRYi27fDYv2s1"})
    void knowsItsPassword(String hash) {
        StoredHash stored = new StoredHash(hash);
        assertThat(stored.compare("secret")).isEqualTo(Result.SAME);
        assertThat(stored.compare("Secret")).isEqualTo(Result.DIFFERENT);
        assertThat(stored.compare("")).isEqualTo(Result.DIFFERENT);
        assertThat(stored.compare(hash)).isEqualTo(Result.DIFFERENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "$2y$05$i5QpxTLngrwxsBPUiXspWOxZF3NOXMaGBhzXuhX5.dq6mODE71poe",
        "$apr1$VIVAgpqr$TKMD8lcV/gEvaCbem.AgY.",
        "{SHA}2jmj7l5rSw0yVb/vlWAYkK/YBwk=",
        "p6e5VY0uMWgVE",
        "$5$CvnOQsS9T9mKkY4T$5gqOfGpRApuaKPmletCHm.FbYglYJhERtMVENysPjlA"})
    void mayBeEmpty(String hash) {
        assertThat(new StoredHash(hash).compare("")).isEqualTo(Result.SAME);
        assertThat(new StoredHash(hash).compare(" ")).isEqualTo(Result.DIFFERENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "$2y$05$aWMw6a1lx2/8DSO0eBKALuI7EhbJitwR9ROxZqy6iKaFAyHifc1vK",
        "$apr1$qJCE/b9w$Q1rza1giCho5DbOPEiDc8/",
        "{SHA}z7XScnb0Cz8jqEwx07uzNiIpauU=",
        "ocMlWb4ZSpKSo",
        "$5$bZRu.P4gqd6rJmXB$v37ILaq7mGGSN33OD/prBtXmCgxhc7BuTzOIYZaOJF3"})
    void isAboutBytes(String hash) {
        String octets = new String("grüße€".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(new StoredHash(hash).compare(octets)).isEqualTo(Result.SAME);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "80 $2y$05$NAcjeDk5zm92kujXGW7m0eJPPHECdtJhOtdFvOnC1VxOGxUBbmEu2",
        "80 $6$3xb14qkPcRiw9kCJ$4RKtUFPKyQOEM02WCdfIAo7DO6K6EeVyHE2s/s3Oxtuegx0pmWQ6QDRZasWh3ONnpH1NYTvYgIttg1y5FA0v00",
        "80 $apr1$0hGWRG6T$HISvgeOPw0m9Nz7pDnOg//"})
    void mayBeLong(int length, String hash) {
        assertThat(new StoredHash(hash).compare("x".repeat(length))).isEqualTo(Result.SAME);
        assertThat(new StoredHash(hash).compare("x".repeat(length / 2))).isEqualTo(Result.DIFFERENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "*", "!", "x", "$", "$9$ab$cd", "$2y$", "$2y$99$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4",
        "$y$j9T$abcdefghijklmnop$3dL1LkYnZM.OVXuVdnnaKVDlLYT92dRwOzDZ5XiVCe.", "{SSHA}abc", "$5$", "$1$", "ab$de.ghijklm"})
    void refusesWhatItDoesNotKnow(String hash) {
        assertThat(new StoredHash(hash).compare("secret")).isNotEqualTo(Result.SAME);
    }

    @Test
    void plainTextIsNoPassword() {
        assertThat(new StoredHash("secret").compare("secret")).isEqualTo(Result.UNKNOWN_KIND);
        assertThat(new StoredHash("thirteenchars").compare("thirteenchars")).isEqualTo(Result.DIFFERENT);
    }

    @Test
    void theDummyIsOfAKindThatCostsTime() {
        assertThat(StoredHash.DUMMY.compare("anything")).isEqualTo(Result.DIFFERENT);
    }

    @Test
    void isNeverShown() {
        assertThat(new StoredHash("mvRCcD3ajNmf2").toString()).doesNotContain("mvRC");
    }
}
